# not right
dims m, n
input x [n]
param w [n]
param b []
J = (max((huber(minimum(sort((w * x)), n), 7, delta=2, reduction="none") - b)^2) + (30 * sum(abs(w))))

derive J
dx = (take_along((((((1 * ((huber(minimum(sort((w * x)), n), 7, delta=2, reduction="none") - b)^2 == max((huber(minimum(sort((w * x)), n), 7, delta=2, reduction="none") - b)^2))) / sum(((huber(minimum(sort((w * x)), n), 7, delta=2, reduction="none") - b)^2 == max((huber(minimum(sort((w * x)), n), 7, delta=2, reduction="none") - b)^2)))) * (2 * (huber(minimum(sort((w * x)), n), 7, delta=2, reduction="none") - b))) * clamp((minimum(sort((w * x)), b) - 7), (-2), 2)) * (sort((w * x)) < n)), argsort(argsort((w * x)))) * w)
