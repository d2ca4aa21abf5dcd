# Determinants of square matrices, after The Matrix Cookbook, section 2.1
dims n
input A [n, n] invertible, B [n, n] invertible, a [n], S [n, n] spd
param X [n, n] invertible, P [n, n] spd
check grad(det(X), X) == det(X)*inv(X).T  #= right
check grad(det(X), X) == det(X)  #= wrong
check \frac{\partial \det(\mathbf{X})}{\partial \mathbf{X}} == \det(\mathbf{X}) \mathbf{X}^{-T}  #= right
check grad(det(A @ X @ B), X) == det(A @ X @ B)*inv(X).T  #= right
check \frac{\partial |A X B|}{\partial X} == |A X B| X^{-T}  #= right
check \frac{\partial |A X B|}{\partial X} == |A X B| X^{-1}  #= wrong
check grad(det(A @ X @ B), X) == det(A)*det(X)*det(B)*inv(X).T  #= right
check grad(det(A @ X @ B), X) == det(A) * det(X) * det(B) * X.T  #= wrong
check \frac{\partial}{\partial X} \det\left(A X B\right) == \det\left(A\right) \det\left(X\right) \det\left(B\right) X^{-T}  #= right
check grad(det(X.T @ A @ X), X) == det(X.T @ A @ X)*2*inv(X).T  #= right
check \frac{\partial \det(\mathbf{X}^T \mathbf{A} \mathbf{X})}{\partial \mathbf{X}} == \det(\mathbf{X}^T \mathbf{A} \mathbf{X}) \cdot 2 \mathbf{X}^{-T}  #= right
check grad(log(det(X)^2), X) == 2*inv(X).T  #= right
check grad(log(det(X)^2), X) == 2 * inv(X)  #= wrong
check \frac{\partial \log(|X|^{2})}{\partial X} == 2 X^{-T}  #= right
check grad(logabsdet(X), X) == inv(X).T  #= right
check \frac{\partial}{\partial X} \ln |\det\left(X\right)| == X^{-T}  #= right
check \frac{\partial}{\partial X} \ln |\det\left(X\right)| == 2 X^{-T}  #= wrong
check grad(logabsdet(X.T @ X), X) == 2*inv(X).T  #= right
check grad(logabsdet(X.T @ X), X) == 2  #= wrong
check \frac{\partial \ln |\det(\mathbf{X}^T \mathbf{X})|}{\partial \mathbf{X}} == 2 \mathbf{X}^{-T}  #= right
check grad(logdet(X.T @ X), X) == 2*inv(X).T  #= right
check \frac{\partial \ln |X^{T} X|}{\partial X} == 2 X^{-T}  #= right
check grad(logabsdet(A @ X @ B), X) == inv(X).T  #= right
check grad(logabsdet(A @ X @ B), X) == inv(X)  #= wrong
check \frac{\partial}{\partial X} \ln |\det\left(A X B\right)| == X^{-T}  #= right
check grad(det(X)^2, X) == 2*det(X)^2*inv(X).T  #= right
check \frac{\partial (\det(\mathbf{X}))^2}{\partial \mathbf{X}} == 2 (\det(\mathbf{X}))^2 \mathbf{X}^{-T}  #= right
check \frac{\partial (\det(\mathbf{X}))^2}{\partial \mathbf{X}} == 2 (\det(\mathbf{X}))^2 \mathbf{X}^T  #= wrong
check grad(det(X)^3, X) == 3*det(X)^3*inv(X).T  #= right
check grad(det(X)^3, X) == det(X) ^ 3 * inv(X).T  #= wrong
check \frac{\partial |X|^{3}}{\partial X} == 3 |X|^{3} X^{-T}  #= right
check grad(det(X @ X), X) == 2*det(X)^2*inv(X).T  #= right
check \frac{\partial}{\partial X} \det\left(X X\right) == 2 \left(\det\left(X\right)\right)^2 X^{-T}  #= right
check grad(det(X @ X @ X), X) == 3*det(X @ X @ X)*inv(X).T  #= right
check grad(det(X @ X @ X), X) == 3 * det(X @ X @ X) * inv(X.T).T  #= wrong
check \frac{\partial \det(\mathbf{X} \mathbf{X} \mathbf{X})}{\partial \mathbf{X}} == 3 \det(\mathbf{X} \mathbf{X} \mathbf{X}) \mathbf{X}^{-T}  #= right
check grad(1/det(X), X) == -inv(X).T/det(X)  #= right
check \frac{\partial \frac{1}{|X|}}{\partial X} == \frac{-X^{-T}}{|X|}  #= right
check \frac{\partial \frac{1}{|X|}}{\partial X} == -X^{-T}  #= wrong
check grad(det(X.T), X) == det(X)*inv(X).T  #= right
check grad(det(X.T), X) == det(X) * inv(X)  #= wrong
check \frac{\partial}{\partial X} \det\left(X^\top\right) == \det\left(X\right) X^{-T}  #= right
check grad(logabsdet(inv(X)), X) == -inv(X).T  #= right
check \frac{\partial \ln |\det(\mathbf{X}^{-1})|}{\partial \mathbf{X}} == -\mathbf{X}^{-T}  #= right
check grad(det(X + A), X) == det(X + A)*inv(X + A).T  #= right
check grad(det(X + A), X) == det(X + A)  #= wrong
check \frac{\partial |X + A|}{\partial X} == |X + A| (X + A)^{-T}  #= right
check grad(logabsdet(X + A), X) == inv(X + A).T  #= right
check \frac{\partial}{\partial X} \ln |\det\left(X + A\right)| == \left(X + A\right)^{-T}  #= right
check \frac{\partial}{\partial X} \ln |\det\left(X + A\right)| == 2 \left(X + A\right)^{-T}  #= wrong
check grad(logabsdet(X @ A), X) == inv(X).T  #= right
check grad(logabsdet(X @ A), X) == -(inv(X).T)  #= wrong
check \frac{\partial \ln |\det(\mathbf{X} \mathbf{A})|}{\partial \mathbf{X}} == \mathbf{X}^{-T}  #= right
check grad(det(2*X), X) == det(2*X)*inv(X).T  #= right
check \frac{\partial |2 X|}{\partial X} == |2 X| X^{-T}  #= right
check grad(exp(logabsdet(X)), X) == exp(logabsdet(X))*inv(X).T  #= right
check grad(exp(logabsdet(X)), X) == exp(logabsdet(X)) * X.T  #= wrong
check \frac{\partial}{\partial X} \exp\left(\ln |\det\left(X\right)|\right) == \exp\left(\ln |\det\left(X\right)|\right) X^{-T}  #= right
check det(X @ A) == det(X)*det(A)  #= right
check \det(\mathbf{X} \mathbf{A}) == \det(\mathbf{X}) \det(\mathbf{A})  #= right
check \det(\mathbf{X} \mathbf{A}) == \det(\mathbf{A})  #= wrong
check det(X.T) == det(X)  #= right
check det(X.T) == 2*(det(X))  #= wrong
check det(inv(X)) == 1/det(X)  #= right
check \det\left(X^{-1}\right) == \frac{1}{\det\left(X\right)}  #= right
check det(2*X) == 2^n*det(X)  #= right
check det(2*X) == 3 ^ n * det(X)  #= wrong
check \det(2 \mathbf{X}) == 2^n \det(\mathbf{X})  #= right
check det(-X) == (-1)^n*det(X)  #= right
check det(X @ X) == det(X)^2  #= right
check det(X @ X) == 2*(det(X)^2)  #= wrong
check \det\left(X X\right) == \left(\det\left(X\right)\right)^2  #= right
check det(X.T @ X) == det(X)^2  #= right
check \det(\mathbf{X}^T \mathbf{X}) == (\det(\mathbf{X}))^2  #= right
check det(eye(n) + outer(a, a)) == 1 + dot(a, a)  #= right
check det(eye(n) + outer(a, a)) == 2*(1 + dot(a, a))  #= wrong
check logdet(P) == log(det(P))  #= right
check \log \det\left(P\right) == \log\left(\det\left(P\right)\right)  #= right
check \log \det\left(P\right) == \exp\left(\det\left(P\right)\right)  #= wrong
check logabsdet(X) == log(abs(det(X)))  #= right
check logabsdet(X) == -(log(abs(det(X))))  #= wrong
check \ln |\det(\mathbf{X})| == \ln(|\det(\mathbf{X})|)  #= right
check logabsdet(inv(X)) == -logabsdet(X)  #= right
check \ln |\det(X^{-1})| == -\ln |\det(X)|  #= right
check det(inv(A) @ X @ A) == det(X)  #= right
check det(inv(A) @ X @ A) == -(det(X))  #= wrong
check \det\left(A^{-1} X A\right) == \det\left(X\right)  #= right
check cofactor(X) == det(X)*inv(X).T  #= right
check det(exp(1)*eye(n)) == exp(n)  #= right
check det(exp(1)*eye(n)) == -(exp(n))  #= wrong
check trace(inv(A) @ X @ A) == trace(X)  #= right
check \operatorname{tr}\left(A^{-1} X A\right) == \operatorname{tr}\left(X\right)  #= right
