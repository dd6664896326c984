namespace Points.Domain.Programmes;

/// <summary>Something members can have for points.</summary>
/// <param name="MerchantId">Who honours it; null where every honouring merchant of the programme does.</param>
public sealed record Reward(string RewardId, RewardKind Kind, BilingualName Name, string? MerchantId, Price Price);

public enum RewardKind
{
    Goods,
    Service,
    Ticket,
    Voucher,
}
