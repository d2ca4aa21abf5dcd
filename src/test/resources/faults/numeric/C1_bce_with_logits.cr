# source: pytorch#195677
# expected: g = [-5.55e-17, 5.55e-17]; got [0, 5.55e-17]
# holds: g = [-5.5511151231257821e-17, 5.5511151231257821e-17]
param z [2] = [37.42994775023705, -37.42994775023705]
input y [2] = [1, 0]
g = grad(bce_with_logits(z, y, reduction="sum"), z)
