# source: jax#40185, pytorch#194705
# expected: s = [9.838862603421001e-300, 6.68418e-301]; got [3.7417e-300, 1.7576e-300], no warning for the value
# holds: s = [9.838862603421001e-300, 6.684180361148953e-301]
param B [2, 3] = [[1e-300, 2e-300, 3e-300], [4e-300, 5e-300, 6.5e-300]]
s = svdvals(B)
