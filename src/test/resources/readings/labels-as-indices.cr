dims C, D
input x [D], y [] integer(0, 2), Δ = 1
param W [3, D]
s = W @ x
L = sum(maximum(0, s - s[y] + Δ)) - Δ
derive L
∇_{w_j} L = 1(w_j^T x − w_y^T x + Δ > 0) x  for j ≠ y  #= right
∇_{w_j} L = 1(s_j − s_y + Δ > 0) x  for j ≠ y  #= right
∂L/∂W_jk = 1(s_j − s_y + Δ > 0) x_k  for j ≠ y  #= right
∂L/∂W_yk = −Σ_{j≠y} 1(s_j − s_y + Δ > 0) x_k  #= right
∂L/∂W_yk = −Σ_j 1(s_j − s_y + Δ > 0) x_k  #= wrong
∂L/∂s_y = −Σ_{j≠y} 1(s_j − s_y + Δ > 0)  #= right
∂L/∂s_y = −Σ_{j≠y} 1(s_j − s_y > 0)  #= wrong
∇_{w_y} L = −(Σ_{j≠y} 1(w_j^T x − w_y^T x + Δ > 0)) x  #= right
∇_{w_y} L = −Σ_{j≠y} 1(s_j − s_y + Δ > 0) x  #= right
