namespace Points.Domain.Revising;

/// <summary>Counts the members who have, or will get, a notice of an announced revision.</summary>
/// <param name="NoticesToCreate">Members who have no notice yet.</param>
/// <param name="NoticesCreated">Members who have a notice.</param>
/// <param name="NoticesUndelivered">Members who have a notice that is not delivered yet.</param>
public sealed record StoredNoticeCounts(long NoticesToCreate, long NoticesCreated, long NoticesUndelivered);
