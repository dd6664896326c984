using System.Globalization;
using Points.Functions.Http;

namespace Points.Functions.Programmes;

/// <summary>Validates the path of a request about one revision.</summary>
internal static class RevisionPath
{
    /// <param name="number">The revision's number as text.</param>
    /// <param name="value">The number, from 1, if the path is valid.</param>
    /// <returns>Null if the path is valid.</returns>
    public static Problem? FindProblem(string programmeId, string number, out int value)
    {
        value = 0;
        if (PathIdValidation.FindProblem(programmeId) is { } invalidId)
            return invalidId;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value > 0
            ? null
            : Problems.Invalid(nameof(number), "must be a revision's number, from 1");
    }
}
