namespace Points.Torture.Steps;

/// <summary>What the callers know of: members, orders, redemptions and vouchers.</summary>
internal sealed class World
{
    public const int FamilySize = 4;
    private const int KnownMax = 400;

    public static readonly string[] Programmes = ["bazaar", "club"];

    private readonly Lock _lock = new();
    private readonly List<KnownOrder> _orders = [];
    private readonly List<KnownOrder> _announcedOrders = [];
    private readonly List<KnownRedemption> _redemptions = [];
    private readonly List<KnownMessage> _messages = [];
    private readonly List<string> _disputes = [];
    private readonly Dictionary<string, int> _revisions = new(StringComparer.Ordinal);

    public World(int members) => Members = [.. Enumerable.Range(0, members).Select(number => $"m{number}")];

    public IReadOnlyList<string> Members { get; }

    /// <summary>The messages that were sent, each once.</summary>
    public IReadOnlyList<KnownMessage> Messages
    {
        get
        {
            lock (_lock)
                return [.. _messages];
        }
    }

    public static string FamilyOf(int member) => $"f{member / FamilySize}";

    /// <summary>The programme's merchant, or the one that both programmes have.</summary>
    public static string IssuerOf(string programmeId, Random dice) => dice.Next(3) == 0 ? "stall" : programmeId;

    public string AnyMember(Random dice) => Members[dice.Next(Members.Count)];

    public int NewestRevisionOf(string programmeId)
    {
        lock (_lock)
            return _revisions.GetValueOrDefault(programmeId, 1);
    }

    public void AddRevision(string programmeId, int number)
    {
        lock (_lock)
            _revisions[programmeId] = Math.Max(number, _revisions.GetValueOrDefault(programmeId));
    }

    public void Add(KnownOrder order) => Add(_orders, order);

    public void Announce(KnownOrder order) => Add(_announcedOrders, order);

    public void Add(KnownRedemption redemption) => Add(_redemptions, redemption);

    public void AddDispute(string dispute) => Add(_disputes, dispute);

    public void Add(KnownMessage message)
    {
        lock (_lock)
            _messages.Add(message);
    }

    public KnownOrder? AnyOrder(Random dice) => Any(_orders, dice);

    /// <summary>Takes an order that was refunded before it was posted.</summary>
    public KnownOrder? TakeAnnouncedOrder(Random dice)
    {
        lock (_lock)
        {
            if (Any(_announcedOrders, dice) is not { } order)
                return null;
            _announcedOrders.Remove(order);
            return order;
        }
    }

    public KnownRedemption? AnyRedemption(Random dice, Func<KnownRedemption, bool> isWanted)
    {
        lock (_lock)
            return Any([.. _redemptions.Where(isWanted)], dice);
    }

    public KnownMessage? AnyMessage(Random dice)
    {
        lock (_lock)
            return _messages.Count == 0 ? null : _messages[dice.Next(_messages.Count)];
    }

    public string? AnyDispute(Random dice) => Any(_disputes, dice);

    private void Add<T>(List<T> all, T item)
    {
        lock (_lock)
        {
            if (all.Count == KnownMax)
                all.RemoveAt(0);
            all.Add(item);
        }
    }

    private T? Any<T>(List<T> all, Random dice)
    {
        var number = dice.Next();
        lock (_lock)
            return all.Count == 0 ? default : all[number % all.Count];
    }
}

/// <summary>An order that a member earned with, or will.</summary>
internal sealed record KnownOrder(
    string MemberId,
    string ProgrammeId,
    string MerchantId,
    string OrderId,
    long AmountFen
);

/// <summary>A redemption that was accepted.</summary>
internal sealed record KnownRedemption(
    string MemberId,
    string ProgrammeId,
    string RedemptionId,
    string MerchantId,
    bool IsHold,
    string? VoucherCode
);

/// <summary>A message to the queue of merchants' events.</summary>
/// <param name="IsGood">Whether it must be processed; otherwise it must be a dead letter.</param>
internal sealed record KnownMessage(
    string MessageId,
    string MerchantId,
    string MemberId,
    string ProgrammeId,
    string Body,
    bool IsGood
);
