using System.Runtime.CompilerServices;
using Points.Domain.Reading;

namespace Points.Functions.Http;

/// <summary>Ids in paths obey the same rule as ids in bodies.</summary>
public static class PathIdValidation
{
    /// <returns>Null if they are all ids.</returns>
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
