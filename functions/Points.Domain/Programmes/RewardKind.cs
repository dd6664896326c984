namespace Points.Domain.Programmes;

/// <summary>What a reward is. A closed list, so nothing in it can be money (law L8).</summary>
public enum RewardKind
{
    /// <summary>A thing that the member takes home.</summary>
    Goods,

    /// <summary>Food or drink that is served.</summary>
    Meal,

    /// <summary>Work done for the member, such as a check-up or a cleaning.</summary>
    Service,

    /// <summary>A night under a roof.</summary>
    Stay,

    /// <summary>A journey, such as a flight or a transfer to the airport.</summary>
    Transport,

    /// <summary>Admission to a place or an event, or to a means of transport.</summary>
    Ticket,

    /// <summary>A better class of what the member has bought, such as a larger room.</summary>
    Upgrade,

    /// <summary>A code that lowers a bill at a merchant of the programme.</summary>
    Voucher,

    /// <summary>A voucher that may need a minimum bill.</summary>
    Coupon,

    /// <summary>Points that lower a bill at once.</summary>
    BillOffset,

    /// <summary>
    /// Money, or something that can be turned into money, which is forbidden (law L8). It is a kind of its own, so that
    /// the error can say so.
    /// </summary>
    Prohibited,
}

/// <summary>What follows from a reward's kind.</summary>
public static class RewardKinds
{
    /// <summary>Whether it lowers bills at the programme's merchants, and so is no product of its own.</summary>
    public static bool LowersBills(this RewardKind kind) =>
        kind is RewardKind.Voucher or RewardKind.Coupon or RewardKind.BillOffset;

    /// <summary>
    /// Whether it is a service in the sense of law L13: members who pay with points could be served worse than those
    /// who pay cash, so its document states the same product for cash.
    /// </summary>
    public static bool IsServed(this RewardKind kind) =>
        kind
            is RewardKind.Meal
                or RewardKind.Service
                or RewardKind.Stay
                or RewardKind.Transport
                or RewardKind.Ticket
                or RewardKind.Upgrade;
}
