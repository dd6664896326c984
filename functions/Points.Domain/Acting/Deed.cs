using Points.Domain.Deciding;

namespace Points.Domain.Acting;

/// <summary>That something was done, created in the same commit as its entry: it counts once.</summary>
public sealed record Deed(string ProgrammeId, string Action, string Reference, string EntryId) : Record;
