using Points.Domain.Ledger;

namespace Points.Domain.Notifying;

/// <summary>What one attempt to deliver a notice led to.</summary>
/// <param name="FollowUp">The message to send next; null if nothing is left to do.</param>
/// <param name="NotifiedNotice">The notice, if its member is notified; else null.</param>
public sealed record DeliveryResult(FollowUp? FollowUp, Notice? NotifiedNotice)
{
    /// <summary>The notice does not exist, or was deleted meanwhile.</summary>
    public static readonly DeliveryResult NoticeMissing = new(null, null);
}

/// <summary>A message to send to the notices queue later.</summary>
/// <param name="Delay">By the machine's clock, which queues and gateways use; business time can be set.</param>
public sealed record FollowUp(DeliverNotice Message, TimeSpan Delay);
