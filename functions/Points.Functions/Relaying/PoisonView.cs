using Points.Cosmos;

namespace Points.Functions.Relaying;

/// <param name="DocumentId">The document that was set aside: an entry or a notice.</param>
internal sealed record PoisonView(string? MemberId, string DocumentId, string Why, DateTimeOffset At)
{
    public static PoisonView From(SetAsideEntry it) => new(it.MemberId, it.DocumentId, it.Reason, it.At);
}
