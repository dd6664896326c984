using System.Globalization;
using Points.Cli.Files;
using Points.Cli.Hosts;
using Points.Cli.Importing.Mappings;
using Points.Cli.Tables;
using Points.Domain.Reading;

namespace Points.Cli.Importing.Reading;

/// <summary>
/// A file that tells which member a telephone number, an e-mail address or a customer number belongs to: a CSV file
/// with the columns memberId and phone, email or number.
/// </summary>
internal sealed class MemberList : ICustomers
{
    public const string Option = "--members";
    private const int RowsMax = 5_000_000;
    private static readonly string[] MemberNames = ["memberId", "member", "会员号", "会员编号"];

    private readonly Dictionary<string, string> _members = new(StringComparer.Ordinal);
    private readonly CustomerKind _kind;
    private readonly string _path;

    private MemberList(string path, CustomerKind kind) => (_path, _kind) = (path, kind);

    /// <param name="kind">How the file to import names its customers.</param>
    /// <exception cref="CommandException">The file cannot be read, or names two members for one customer.</exception>
    public static MemberList Read(string path, CustomerKind kind)
    {
        using var file = InputFile.Copy(path, "file of members");
        var names = NamesOf(kind);
        var encoding = FileEncoding.Find(file, named: null);
        TextSurvey.Read(file, encoding, mayQuote: true);
        var (form, _) = TableFinder.Find(file, encoding, Quotes.Enclose, given: null, [MemberNames, names]);
        using var table = Table.Open(file, form);
        var member = MemberNames.Select(table.Header.Find).First(index => index is not null);
        var customer = names.Select(table.Header.Find).First(index => index is not null);
        var list = new MemberList(path, kind);
        foreach (var row in table.Rows())
            list.Add(row, row.Cell(member), row.Cell(customer));
        return list;
    }

    public (string MemberId, RowFault? Fault) Find(string column, string customer) =>
        _members.GetValueOrDefault(KeyOf(customer)) is { } memberId
            ? (memberId, null)
            : ("", new(RowFault.UnknownCustomer, $"{column} \"{customer}\" is no member's in {_path}"));

    private void Add(TableRow row, string memberId, string customer)
    {
        if (_members.Count >= RowsMax)
            throw At(row, $"is one of more than {RowsMax:N0} members");
        if (!row.HasAllFields)
            throw At(row, "has more or fewer fields than the header");
        if (customer.Length == 0)
            return; // Not every member has a telephone number.
        if (!FieldReader.IsId(memberId))
            throw At(row, $"has the member \"{memberId}\", which is not a member id");
        if (CellReader.Damage(customer) is { } damage)
            throw At(row, $"has \"{customer}\", which {damage}");
        if (!_members.TryAdd(KeyOf(customer), memberId) && _members[KeyOf(customer)] != memberId)
            throw At(row, $"names another member for \"{customer}\" than a line before");
    }

    private CommandException At(TableRow row, string problem) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Line {row.Line} of {_path} {problem}."));

    private string KeyOf(string customer) =>
        _kind switch
        {
            CustomerKind.Phones => PhoneOf(customer),
            CustomerKind.Emails => FullWidth.ToAscii(customer).ToLowerInvariant(),
            CustomerKind.Numbers or CustomerKind.MemberIds => customer,
        };

    /// <summary>The digits without the code of mainland China, whose mobile numbers have eleven digits.</summary>
    private static string PhoneOf(string text)
    {
        var digits = string.Concat(FullWidth.ToAscii(text).Where(char.IsAsciiDigit));
        foreach (var prefix in (string[])["0086", "86"])
            if (digits.Length == prefix.Length + 11 && digits.StartsWith(prefix + "1", StringComparison.Ordinal))
                return digits[prefix.Length..];
        return digits;
    }

    private static string[] NamesOf(CustomerKind kind) =>
        kind switch
        {
            CustomerKind.Phones => ["phone", "telephone", "mobile", "手机号", "电话"],
            CustomerKind.Emails => ["email", "e-mail", "邮箱"],
            CustomerKind.Numbers or CustomerKind.MemberIds => ["number", "customer", "客户编号", "顾客编号"],
        };
}
