# wrong
dims n
input x [n], b []
param w [n]
J = sort(relu(b - 0.25)*(abs((w*x + b) - 3.00000)))[0]
derive J
dw = put_along(unslice(expand_dims(1, axis=0), axis=0, size=n, start=0, step=1), argsort(maximum(0, b - 0.25) * abs(w * x + b - 2.5)), size=n) * maximum(0, b - 0.25) * sign(w * x + b - 3) * x
