dims N
input y [N] binary, alpha = 0.25, g = 2
param x [N]
p = sigmoid(x)
pt = where(y == 1, p, 1 - p)
at = where(y == 1, alpha, 1 - alpha)
L = mean(-at * (1 - pt)^g * log(pt))
derive L
sign = torch.where(y == 1, 1.0, -1.0)
dpt = at * (g * (1 - pt)**(g - 1) * torch.log(pt) - (1 - pt)**g / pt) / N # right
dp = sign * dpt # right
dx = dp * p * (1 - p) # right
