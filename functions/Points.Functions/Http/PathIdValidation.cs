using System.Runtime.CompilerServices;
using Points.Domain.Reading;

namespace Points.Functions.Http;

/// <summary>Checks ids in paths by the same rule as ids in bodies.</summary>
public static class PathIdValidation
{
    /// <returns>A problem that names the first invalid id; null if all are valid.</returns>
    public static Problem? FindProblem(
        string first,
        string? second = null,
        [CallerArgumentExpression(nameof(first))] string firstName = "",
        [CallerArgumentExpression(nameof(second))] string secondName = ""
    ) =>
        !FieldReader.IsId(first) ? InvalidId(firstName)
        : second is not null && !FieldReader.IsId(second) ? InvalidId(secondName)
        : null;

    private static Problem InvalidId(string name) => Problems.Invalid(name, FieldReader.IdRule);
}
