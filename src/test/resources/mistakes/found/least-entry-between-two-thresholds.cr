# wrong
dims n
input x [n], b []
param w [n]
J = sort(clamp((relu((minimum((x - w), 0.0100000)))), -2, 2))[0]
derive J
dx = put_along(unslice(expand_dims(1, axis=0), axis=0, size=n, start=0, step=1), argsort(clamp(maximum(0, minimum(x - w, 0.01)), min=-2, max=2)), size=n) * (maximum(0, minimum(x - w, 0.01)) > -2) * (maximum(0, minimum(x - w, 0.01)) < 2) * (minimum(x - w, 0.01) > 0) * (x - w < 0.0025)
