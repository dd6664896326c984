namespace Points.Domain.Comparing;

/// <summary>One thing that both revisions can be asked about, such as what purchases earn.</summary>
/// <param name="IsTouchedBy">Whether a change of that path can change the answer.</param>
/// <param name="Ask">Asks both revisions; the paths are those of the changes.</param>
internal sealed record Topic(string Name, Func<string, bool> IsTouchedBy, Func<IReadOnlyList<string>, Finding> Ask);
