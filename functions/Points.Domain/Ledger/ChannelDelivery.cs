using System.Collections.Immutable;
using Points.Domain.Programmes;

namespace Points.Domain.Ledger;

/// <summary>The attempts to deliver one notice on one channel.</summary>
/// <param name="Attempts">Oldest first.</param>
public sealed record ChannelDelivery(NoticeChannel Channel, ImmutableArray<Attempt> Attempts)
{
    /// <summary>After this many failed attempts the channel counts as tried, as the law requires (L2).</summary>
    public const int AttemptsMax = 3;

    public DeliveryStatus Status =>
        Attempts.Any(it => it.Fault is null) ? DeliveryStatus.Accepted
        : Attempts.Length >= AttemptsMax || Attempts.Any(it => it.Fault is Attempt.NoPhone or Attempt.NotSetUp)
            ? DeliveryStatus.Failed
        : DeliveryStatus.Pending;
}

/// <summary>One attempt to deliver a notice.</summary>
/// <param name="At">In business time.</param>
/// <param name="Fault">Why the attempt failed; null if the channel accepted the notice.</param>
public sealed record Attempt(DateTimeOffset At, string? Fault)
{
    /// <summary>The member has no phone number on file, so further attempts are useless.</summary>
    public const string NoPhone = "no-phone";

    /// <summary>No gateway is configured for the channel, so further attempts are useless.</summary>
    public const string NotSetUp = "not-set-up";
}

public enum DeliveryStatus
{
    /// <summary>Not tried yet, or to be tried again.</summary>
    Pending,

    /// <summary>The channel's gateway accepted the notice.</summary>
    Accepted,

    /// <summary>No further attempt will be made.</summary>
    Failed,
}
