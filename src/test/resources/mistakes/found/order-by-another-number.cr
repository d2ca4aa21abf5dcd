# wrong
dims n
input x [n], b []
param w [n]
J = sum(sort(where((relu(1 - (w*x)*1.00000)) > 0.1, (relu(1 - (w*x)*1.00000))^2, 0.2*(relu(1 - (w*x)*1.00000))))*w)
derive J
dx = -((where((maximum(0, 1 - w * x * 1) > 0.1) == 0, where(maximum(0, 1 - w * x * 1) > 0.1, 0, put_along(broadcast_to(expand_dims(1, axis=0), shape=[n]) * w, argsort(where(maximum(0, 1 - w * x * 1) > 0.1, maximum(0, 1 - w * x * 1)^2, 0.2 * maximum(0, 1 - w * x * 1))), size=n)) * 0.2, 0) + where((maximum(0, 1 - w * x * 1) > 0.1) != 0, where(maximum(0, 1 - w * x * 1) > 0.1, put_along(broadcast_to(expand_dims(1, axis=0), shape=[n]) * w, argsort(where(maximum(0, 4 - w * x * 1) > 0.1, maximum(0, 1 - w * x * 1)^2, 0.2 * maximum(0, 1 - w * x * 1))), size=n), 0) * (2 * maximum(0, 1 - w * x * 1)), 0)) * (1 - w * x * 1 > 0)) * 1 * w
