# Three ways to write the leaky rectifier. One takes the maximum with 0 as well, and is the plain rectifier.
dims  n
input z [n]
a = leaky_relu(z, alpha=0.01)

check a == maximum(0.01*z, z)
check a == where(z > 0, z, 0.01*z)
check a == maximum(0, maximum(0.01*z, z))
check leaky_relu'(z) == where(z > 0, 1, 0.01)
