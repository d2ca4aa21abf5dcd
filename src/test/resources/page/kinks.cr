param x [5] = [-1, 0, 0, 2, 2]
a = relu(x)
b = abs(x)
c = max(x)
d = clip(x, 0, 2)
e = sign(x)
f = sqrt(abs(x))
J = sum(a * b) + c + sum(d) + sum(e) + sum(f)
