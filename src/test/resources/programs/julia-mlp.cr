dims n, h, N
input X [n, N], Y [1, N]
param W1 [h, n], b1 [h, 1], W2 [1, h], b2 []
Z1 = W1 @ X + b1
A1 = tanh(Z1)
Yhat = W2 @ A1 + b2
L = sum((Yhat - Y)^2)/(2*N)
derive L
function backprop(X, Y, W1, b1, W2, b2)
    N = size(X, 2)
    Ŷ = W2 * A1 .+ b2
    δ2 = (Ŷ .- Y) ./ N
    ∇W2 = δ2 * A1' # right
    ∂b2 = sum(δ2) # right
    δ1 = (W2' * δ2) .* (1 .- A1.^2)
    ∂W1 = 2δ1 * X' # wrong
    ∂b1 = sum(δ1, dims=2) # right
    return ∂W1, ∂b1, ∇W2, ∂b2
end
