using Points.Domain.Programmes;

namespace Points.Domain.Ledger;

/// <summary>A gateway's later report on a notice that it had accepted.</summary>
/// <param name="At">When it happened, by the gateway's clock.</param>
/// <param name="Reference">The gateway's own id of the message.</param>
public sealed record DeliveryReceipt(NoticeChannel Channel, ReceiptStatus Status, DateTimeOffset At, string? Reference);

public enum ReceiptStatus
{
    Delivered,
    Failed,
    Read,
}
