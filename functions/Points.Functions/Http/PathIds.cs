using System.Runtime.CompilerServices;
using Points.Domain.Reading;

namespace Points.Functions.Http;

/// <summary>Ids in paths obey the same rule as ids in bodies.</summary>
public static class PathIds
{
    /// <returns>Null if they are all ids.</returns>
    public static Problem? FirstFault(
        string first,
        string? second = null,
        [CallerArgumentExpression(nameof(first))] string firstName = "",
        [CallerArgumentExpression(nameof(second))] string secondName = ""
    ) =>
        !Fields.IsId(first) ? Fault(firstName)
        : second is not null && !Fields.IsId(second) ? Fault(secondName)
        : null;

    private static Problem Fault(string name) => Problems.Invalid(name, Fields.IdRule);
}
