"""Proofs by number: kills, mutations, damages, hostile books. Each module runs alone and prints its counts.

    python -m tests.proof.kills --banyak 1000
    python -m tests.proof.mutations --banyak 10000
    python -m tests.proof.damages --banyak 10000
    python -m tests.proof.bounded

``test_proof`` runs a short form of each.
"""
