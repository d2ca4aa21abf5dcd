input p [3] probability = [0.2, 0.5, 1.7], q [2, 2] spd = [[1, 2], [2, 1]], y [2] onehot = [1, 1]
param s [] positive = -1
J = s * sum(p)
