using System.Collections.Immutable;
using Points.Domain.Programmes;

namespace Points.Domain.Ledger;

/// <summary>What came of a notice on one channel.</summary>
/// <param name="Attempts">Oldest first.</param>
public sealed record ChannelDelivery(NoticeChannel Channel, ImmutableArray<Attempt> Attempts)
{
    /// <summary>After so many failures a channel has been tried as the law wants it (L2).</summary>
    public const int AttemptsMax = 3;

    public DeliveryStatus Status =>
        Attempts.Any(it => it.Fault is null) ? DeliveryStatus.Accepted
        : Attempts.Length >= AttemptsMax || Attempts.Any(it => it.Fault is Attempt.NoPhone or Attempt.NotSetUp)
            ? DeliveryStatus.Failed
        : DeliveryStatus.Pending;
}

/// <param name="At">In business time.</param>
/// <param name="Fault">Why it failed; null where the channel took it.</param>
public sealed record Attempt(DateTimeOffset At, string? Fault)
{
    /// <summary>The member has left no number: no later attempt would find one.</summary>
    public const string NoPhone = "no-phone";

    /// <summary>Nothing takes messages for the channel.</summary>
    public const string NotSetUp = "not-set-up";
}

public enum DeliveryStatus
{
    Pending,
    Accepted,
    Failed,
}

/// <summary>What a gateway says later of what it has taken.</summary>
/// <param name="At">When that was, by the gateway's clock.</param>
/// <param name="Reference">The gateway's own.</param>
public sealed record DeliveryReceipt(NoticeChannel Channel, ReceiptStatus Status, DateTimeOffset At, string? Reference);

public enum ReceiptStatus
{
    Delivered,
    Failed,
    Read,
}
