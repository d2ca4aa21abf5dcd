# 𝛼 and 😀 are two units each in JavaScript: columns count characters
param 𝛼 [2] = [1, 2], β [2] = [3, 4]
γ = 𝛼 ⊙ β + 𝛼² − β³  # 😀😀
J = ∑(γ) + ‖𝛼‖² + 😀
