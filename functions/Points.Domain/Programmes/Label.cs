namespace Points.Domain.Programmes;

/// <summary>
/// What members read instead of a word of the document that has no name of its own: a category, a tag, a channel, a
/// group, a tier's benefit or a rule's id.
/// </summary>
public sealed record Label(string Word, BilingualName Name);
