# source: PennyLaneAI/pennylane#1125
# expected: J = cos(x), h = -1; got -0.5, no warning (TensorFlow and PennyLane had the same -0.5)
# holds: J = 1
# holds: h = -1
param x = 0
J = abs(cos(x/2))^2 - abs(sin(x/2))^2
h = grad(grad(J, x), x)
