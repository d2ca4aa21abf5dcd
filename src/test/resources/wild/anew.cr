# The last line that gives a name counts; the name of a right gradient may go on as that of another quantity
dims n
input g [n], D [n] binary
param z [n], s [n]
r = relu(z)
a = r * D
J = sum(g*a) + sum(s^2)
derive J
dr = g
dr = dr * D  #= right
da = g  #= right
da = np.multiply(da, D)  #= right
dz = np.multiply(da, z > 0)  #= right
ds = s
ds = ds * 3  #= wrong_number
