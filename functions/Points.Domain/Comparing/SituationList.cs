namespace Points.Domain.Comparing;

/// <summary>The situations in which two revisions are compared, as values of the dimensions.</summary>
/// <param name="IsComplete">
/// Whether every set of the changed rules that can apply together is among them, so that what none of them shows is
/// not.
/// </param>
internal sealed record SituationList(IReadOnlyList<int[]> All, bool IsComplete);
