Attribute VB_Name = "LkPenghubung"
Option Explicit
' Only in the add-in: what the procedures kept from xlwings ask for when a function in a cell is computed. Their own
' would also look into files beside a workbook and at its sheets.

Public Function GetConfig(configKey As String, Optional default As String = "", Optional source As String = "") As Variant
    GetConfig = ""
    If configKey <> "INTERPRETER_WIN" Then Exit Function
    GetConfig = LkPenerjemah()
    If GetConfig = "" Then Err.Raise 53
End Function

Public Function XLPyCommand() As String
    XLPyCommand = """" & LkPenerjemah() & """ -E -P -B -c ""import os,sys;os.chdir(sys.exec_prefix);" & _
        "import xlwings;xlwings.serve('$(CLSID)')"""
End Function
