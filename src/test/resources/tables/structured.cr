# Diagonal, symmetric and triangular matrices
dims n
input A [n, n], a [n], b [n]
param S [n, n] symmetric, P [n, n] spd, x [n] positive, D [n, n]
check trace(diag(x) @ A) == dot(x, diag(A))  #= right
check trace(diag(x) @ A) == 2*(dot(x, diag(A)))  #= wrong
check \operatorname{Tr}(\operatorname{diag}(\mathbf{x}) \mathbf{A}) == \mathbf{x}^T \operatorname{diag}(\mathbf{A})  #= right
check grad(trace(A @ diag(x)), x) == diag(A)  #= right
check \frac{\partial \operatorname{tr}(A \operatorname{diag}(x))}{\partial x} == \operatorname{diag}(A)  #= right
check \frac{\partial \operatorname{tr}(A \operatorname{diag}(x))}{\partial x} == -\operatorname{diag}(A)  #= wrong
check grad(det(diag(x)), x) == prod(x)/x  #= right
check grad(det(diag(x)), x) == -(prod(x)/x)  #= wrong
check det(diag(x)) == prod(x)  #= right
check inv(diag(x)) == diag(1/x)  #= right
check inv(diag(x)) == diag(1)  #= wrong
check (\operatorname{diag}(x))^{-1} == \operatorname{diag}(\frac{1}{x})  #= right
check grad(logdet(diag(x)), x) == 1/x  #= right
check \frac{\partial}{\partial x} \log \det\left(\operatorname{diag}\left(x\right)\right) == \frac{1}{x}  #= right
check \frac{\partial}{\partial x} \log \det\left(\operatorname{diag}\left(x\right)\right) == 2 \frac{1}{x}  #= wrong
check grad(log(det(diag(x))), x) == 1/x  #= right
check grad(log(det(diag(x))), x) == 2*(1/x)  #= wrong
check \frac{\partial \ln(\det(\operatorname{diag}(\mathbf{x})))}{\partial \mathbf{x}} == \frac{1}{\mathbf{x}}  #= right
check grad(trace(inv(diag(x)) @ A), x) == -diag(A)/x^2  #= right
check \frac{\partial \operatorname{tr}((\operatorname{diag}(x))^{-1} A)}{\partial x} == \frac{-\operatorname{diag}(A)}{x^{2}}  #= right
check grad(dot(a, diag(x) @ b), x) == a*b  #= right
check grad(dot(a, diag(x) @ b), x) == -(a*b)  #= wrong
check \frac{\partial}{\partial x} a^\top \operatorname{diag}\left(x\right) b == a \odot b  #= right
check grad(trace(diag(x) @ A @ diag(x)), x) == 2*diag(A)*x  #= right
check \frac{\partial \operatorname{Tr}(\operatorname{diag}(\mathbf{x}) \mathbf{A} \operatorname{diag}(\mathbf{x}))}{\partial \mathbf{x}} == 2 \operatorname{diag}(\mathbf{A}) \circ \mathbf{x}  #= right
check \frac{\partial \operatorname{Tr}(\operatorname{diag}(\mathbf{x}) \mathbf{A} \operatorname{diag}(\mathbf{x}))}{\partial \mathbf{x}} == 2 \operatorname{diag}(\mathbf{A})  #= wrong
check grad(dot(a, diag(x) @ A @ diag(x) @ b), x) == a*(A @ (x*b)) + b*(A.T @ (x*a))  #= right
check grad(dot(a, diag(x) @ A @ diag(x) @ b), x) == 2*(a*(A @ (x*b)) + b*(A.T @ (x*a)))  #= wrong
check \frac{\partial a^{T} \operatorname{diag}(x) A \operatorname{diag}(x) b}{\partial x} == a \odot (A (x \odot b)) + b \odot (A^{T} (x \odot a))  #= right
check diag(x) @ a == x*a  #= right
check \operatorname{diag}\left(x\right) a == x \odot a  #= right
check diag(x) @ diag(x) == diag(x^2)  #= right
check diag(x) @ diag(x) == diag(x ^ 3)  #= wrong
check \operatorname{diag}(\mathbf{x}) \operatorname{diag}(\mathbf{x}) == \operatorname{diag}(\mathbf{x}^2)  #= right
check diag(diag(x)) == x  #= right
check \operatorname{diag}(\operatorname{diag}(x)) == x  #= right
check \operatorname{diag}(\operatorname{diag}(x)) == 2 x  #= wrong
check inv(P) @ P == eye(n)  #= right
check inv(P) @ P == -(eye(n))  #= wrong
check P.T == P  #= right
check \mathbf{P}^T == \mathbf{P}  #= right
check trace(S @ A) == trace(S @ A.T)  #= right
check trace(S @ A) == 2*(trace(S @ A.T))  #= wrong
check \operatorname{tr}(S A) == \operatorname{tr}(S A^{T})  #= right
check grad(trace(diag(diag(D))), D) == eye(n)  #= right
check grad(sum(diag(D)^2), D) == 2*diag(diag(D))  #= right
check grad(sum(diag(D)^2), D) == -(2*diag(diag(D)))  #= wrong
check \frac{\partial \operatorname{sum}((\operatorname{diag}(\mathbf{D}))^2)}{\partial \mathbf{D}} == 2 \operatorname{diag}(\operatorname{diag}(\mathbf{D}))  #= right
check grad(prod(x), x) == prod(x)/x  #= right
check grad(sum(log(x)), x) == 1/x  #= right
check grad(sum(log(x)), x) == -(1/x)  #= wrong
check \frac{\partial}{\partial x} \operatorname{sum}\left(\log\left(x\right)\right) == \frac{1}{x}  #= right
check dot(a, S @ b) == dot(b, S @ a)  #= right
check \mathbf{a}^T \mathbf{S} \mathbf{b} == \mathbf{b}^T \mathbf{S} \mathbf{a}  #= right
check \mathbf{a}^T \mathbf{S} \mathbf{b} == 2 (\mathbf{b}^T \mathbf{S} \mathbf{a})  #= wrong
check grad(trace(D @ S @ D.T), D) == 2*D @ S  #= right
check grad(trace(D @ S @ D.T), D) == S @ (2 * D)  #= wrong
check \frac{\partial \operatorname{tr}(D S D^{T})}{\partial D} == 2 D S  #= right
check grad(logdet(P + outer(a, a)), a) == 2*inv(P + outer(a, a)) @ a  #= right
check \frac{\partial}{\partial a} \log \det\left(P + a a^\top\right) == 2 \left(P + a a^\top\right)^{-1} a  #= right
check grad(dot(a, inv(P) @ a), a) == 2*inv(P) @ a  #= right
check grad(dot(a, inv(P) @ a), a) == -(2*inv(P) @ a)  #= wrong
check \frac{\partial \mathbf{a}^T \mathbf{P}^{-1} \mathbf{a}}{\partial \mathbf{a}} == 2 \mathbf{P}^{-1} \mathbf{a}  #= right
check grad(dot(a - b, inv(P) @ (a - b)), b) == -2*inv(P) @ (a - b)  #= right
check \frac{\partial (a - b)^{T} P^{-1} (a - b)}{\partial b} == -2 P^{-1} (a - b)  #= right
check \frac{\partial (a - b)^{T} P^{-1} (a - b)}{\partial b} == --2 P^{-1} (a - b)  #= wrong
check grad(sqrt(dot(a - b, inv(P) @ (a - b))), a) == inv(P) @ (a - b)/sqrt(dot(a - b, inv(P) @ (a - b)))  #= right
check grad(sqrt(dot(a - b, inv(P) @ (a - b))), a) == inv(P) @ (a - b) / sqrt(dot(a - b, inv(P) @ b))  #= wrong
check \frac{\partial}{\partial a} \sqrt{\left(a - b\right)^\top P^{-1} \left(a - b\right)} == \frac{P^{-1} \left(a - b\right)}{\sqrt{\left(a - b\right)^\top P^{-1} \left(a - b\right)}}  #= right
check grad(1/(1 + dot(x, x)), x) == -2*x/(1 + dot(x, x))^2  #= right
check \frac{\partial \frac{1}{1 + \mathbf{x}^T \mathbf{x}}}{\partial \mathbf{x}} == \frac{-2 \mathbf{x}}{(1 + \mathbf{x}^T \mathbf{x})^2}  #= right
check grad(sum(tril(D) * A), D) == tril(A)  #= right
check grad(sum(tril(D) * A), D) == 2*(tril(A))  #= wrong
check grad(sum(triu(D)), D) == triu(ones([n, n]))  #= right
