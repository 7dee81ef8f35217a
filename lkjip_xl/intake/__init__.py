"""What people have in hand, taken in: grids of cells, what they mean, and a plan that is shown before it is written."""
