# Two half moons, one in the other: a network of two layers tells them apart.
dims  m
input t [m] = [0, 0.2, 0.4, 0.6, 0.8, 1, 0, 0.2, 0.4, 0.6, 0.8, 1]
input Y [m] binary = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]
param W1 [8, 2] = normal(0, 1), b1 [8, 1] = zeros, W2 [1, 8] = normal(0, 1), b2 [1, 1] = zeros

# The upper moon for label 0, the lower one, shifted to the right, for label 1.
angle = 3.141592653589793*t
X  = stack([where(Y == 0, cos(angle), 1 - cos(angle)), where(Y == 0, sin(angle), 0.5 - sin(angle))], axis=0)
Z1 = W1 @ X + b1
A1 = tanh(Z1)
Z2 = W2 @ A1 + b2
A2 = sigmoid(Z2)
J  = -mean(Y*log(A2) + (1 - Y)*log(1 - A2))
