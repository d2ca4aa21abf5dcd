# source: kind of jax#40185, pytorch#194705
# expected: s = [1.268e-170, 3e-170, 4.732e-170]; got the diagonal [2e-170, 3e-170, 4e-170], no warning
# holds: s = [1.2679491924311227e-170, 3e-170, 4.7320508075688773e-170]
param B [3, 3] = [[4e-170, 1e-170, 0], [1e-170, 3e-170, 1e-170], [0, 1e-170, 2e-170]]
s = eigvalsh(B)
