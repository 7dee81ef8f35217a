"""What a button asks for, and how it travels as hexadecimal digits on a command line."""

from ...records import dataclass, field


@dataclass(frozen=True, slots=True)
class Request:
    """What a button asks for.

    Attributes:
        flow: id of a button (``schema.buttons``). book: name of the open book that was active ("" when there is none).
        answers: ``{question: answer}`` of what VBA asked.
    """

    flow: str
    book: str
    answers: dict[str, str] = field(default_factory=dict)


def read_request(digits: str) -> Request:
    """The Request of its hexadecimal text: UTF-16 code units of lines (id, book, ``question=answer`` ...)."""
    text = bytes.fromhex(digits).decode("utf-16-be", "surrogatepass")
    flow, book, *answers = text.split("\n")
    return Request(flow, book, dict(one.partition("=")[::2] for one in answers if one))


def write_request(request: Request) -> str:
    """The hexadecimal text of a Request, as VBA writes it."""
    lines = [request.flow, request.book, *(f"{k}={v}" for k, v in request.answers.items())]
    return "\n".join(lines).encode("utf-16-be", "surrogatepass").hex()
