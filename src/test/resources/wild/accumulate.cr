# A value that is added to in place is not known
dims n
input a [n], b [n], x [n]
param z [n]
J = sum(a*z) + sum(b*z)
derive J
dz = a  #= undecided
dz += b  #= undecided
dz = a + b  #= undecided
