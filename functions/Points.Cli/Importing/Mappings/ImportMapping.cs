using System.Text.Json.Serialization;

namespace Points.Cli.Importing.Mappings;

/// <summary>
/// What is known of the files of one shop system: the names of its columns, its formats and its habits. The schema is
/// docs/import-mapping.schema.json. What a mapping leaves out is found from the file, or named by an option.
/// </summary>
internal sealed record ImportMapping
{
    /// <summary>The names of the columns, if no mapping and no option gives others.</summary>
    public static readonly ImportMapping Default = new()
    {
        Columns = new()
        {
            Order = ["invoice_id"],
            Date = ["invoice_date"],
            Customer = ["customer_id"],
            Amount = ["total_price"],
        },
    };

    /// <summary>The same for balances.</summary>
    public static readonly ImportMapping DefaultOfBalances = new()
    {
        Columns = new()
        {
            Order = ["reference"],
            Date = ["expiry", "expires_on"],
            Customer = ["member", "member_id"],
            Amount = ["points"],
            Issuer = ["issuer", "issued_by"],
        },
    };

    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public string? Description { get; init; }

    public string? Encoding { get; init; }

    public string? Separator { get; init; }

    public string? TimeZone { get; init; }

    public required MappedColumns Columns { get; init; }

    /// <summary>A format of <c>--date-format</c>, or several patterns.</summary>
    public IReadOnlyList<string>? DateFormat { get; init; }

    public string? NumberFormat { get; init; }

    public RowMeaning? Rows { get; init; }

    public RefundTarget? Refunds { get; init; }

    /// <summary>What to do with amounts of more than two decimals.</summary>
    public DecimalHandling Decimals { get; init; }

    public CustomerKind? Customers { get; init; }

    /// <summary>
    /// Whether customers whom the host does not find by this become members. Those who are named by member id always
    /// do.
    /// </summary>
    public bool EnrolCustomers { get; init; }

    /// <summary>Whether a spreadsheet has turned the numbers of customers into decimals, such as 13085.0.</summary>
    public bool CustomersHaveDecimals { get; init; }

    /// <summary>Rows that need special treatment. The first rule that fits counts.</summary>
    public IReadOnlyList<MappedRule> Rules { get; init; } = [];
}

/// <summary>
/// For each meaning, the names that a column may have; the first that the file has counts. Of a balance, the order is
/// its reference, the date its last day, and the amount its points.
/// </summary>
internal sealed record MappedColumns
{
    public required IReadOnlyList<string> Order { get; init; }

    public required IReadOnlyList<string> Date { get; init; }

    public required IReadOnlyList<string> Customer { get; init; }

    public required IReadOnlyList<string> Amount { get; init; }

    /// <summary>The order that a refund row names.</summary>
    public IReadOnlyList<string> RefundOf { get; init; } = [];

    /// <summary>How much of an order was refunded, in the row of the order.</summary>
    public IReadOnlyList<string> Refunded { get; init; } = [];

    public IReadOnlyList<string> Currency { get; init; } = [];

    /// <summary>The merchant that issued the points of a balance.</summary>
    public IReadOnlyList<string> Issuer { get; init; } = [];

    public IReadOnlyList<string> Sku { get; init; } = [];

    public IReadOnlyList<string> Category { get; init; } = [];
}

/// <summary>What the rows with one order number mean.</summary>
[JsonConverter(typeof(KebabEnum<RowMeaning>))]
internal enum RowMeaning
{
    /// <summary>Each row is an order. A row that occurs again is the same order again.</summary>
    Orders,

    /// <summary>Each row is a line of its order, with an amount of its own.</summary>
    Lines,

    /// <summary>The first row of an order has its amount. The others only list goods.</summary>
    Goods,
}

/// <summary>Which order a refund row refunds.</summary>
[JsonConverter(typeof(KebabEnum<RefundTarget>))]
internal enum RefundTarget
{
    /// <summary>The one whose number the row has as its own.</summary>
    SameNumber,

    /// <summary>The one that the column for it names.</summary>
    Named,

    /// <summary>The customer's latest earlier order of the file that has as much left.</summary>
    LatestOrder,
}

[JsonConverter(typeof(KebabEnum<DecimalHandling>))]
internal enum DecimalHandling
{
    /// <summary>More than two decimals are refused: there is nothing smaller than a fen.</summary>
    Exact,

    /// <summary>Amounts are rounded to the nearest fen, for files with rounding errors of binary fractions.</summary>
    Nearest,
}

/// <summary>How the file names its customers.</summary>
[JsonConverter(typeof(KebabEnum<CustomerKind>))]
internal enum CustomerKind
{
    /// <summary>By the ids that members have in Points.</summary>
    MemberIds,
    Phones,
    Emails,

    /// <summary>By numbers of the shop's own.</summary>
    Numbers,
}

/// <summary>Rows that are not posted, or that are refunds although their amount is not below zero.</summary>
internal sealed record MappedRule
{
    public required MappedCondition When { get; init; }

    /// <summary>The kind under which the report counts the rows.</summary>
    public string? SetAside { get; init; }

    /// <summary>Whether the row is a refund of its amount.</summary>
    public bool Refund { get; init; }

    public string? Because { get; init; }
}

/// <summary>A condition on a row. All that is given must hold.</summary>
internal sealed record MappedCondition
{
    /// <summary>The column that <see cref="Is"/> and <see cref="StartsWith"/> look at; without it, the order.</summary>
    public IReadOnlyList<string> Column { get; init; } = [];

    public IReadOnlyList<string>? Is { get; init; }

    public IReadOnlyList<string>? StartsWith { get; init; }

    public IReadOnlyList<AmountSign>? Amount { get; init; }

    /// <summary>Whether the row names a customer.</summary>
    public bool? HasCustomer { get; init; }
}

[JsonConverter(typeof(KebabEnum<AmountSign>))]
internal enum AmountSign
{
    Negative,
    Zero,
    Positive,
}

/// <summary>Words in JSON such as <c>member-ids</c>.</summary>
internal sealed class KebabEnum<T>()
    : JsonStringEnumConverter<T>(System.Text.Json.JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
