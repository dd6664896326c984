using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Points.Cli.Files;
using Points.Cli.Hosts;
using Points.Cli.Importing.Mappings;
using Points.Cli.Importing.Planning;
using Points.Cli.Importing.Reading;
using Points.Cli.Tables;
using Points.Client;
using Points.Domain.Ledger;

namespace Points.Cli.Importing.Posting;

/// <summary>
/// The customers of a file as the host knows them. Each is looked up once, before the rows are read, so that a file
/// that the caller may not look up is not posted in part.
/// </summary>
internal sealed class HostCustomers : ICustomers
{
    private const int CustomersMax = 5_000_000,
        NewIdBytes = 16;

    private readonly CustomerKind _kind;
    private readonly bool _enrols;
    private readonly ConcurrentDictionary<LookupValue, FoundCustomer> _found = new();
    private readonly ConcurrentDictionary<string, LookupValue> _new = new(StringComparer.Ordinal);

    private HostCustomers(CustomerKind kind, bool enrols) => (_kind, _enrols) = (kind, enrols);

    /// <param name="enrols">Whether customers whom the host does not know become members.</param>
    /// <param name="parallel">How many requests are under way at once.</param>
    /// <exception cref="CommandException">The caller may not find members, or the file has too many.</exception>
    public static async Task<HostCustomers> Find(
        InputFile file,
        ImportPlan plan,
        HostClient host,
        bool enrols,
        int parallel,
        CancellationToken ct
    )
    {
        var customers = new HostCustomers(plan.Customers, enrols);
        await Parallel.ForEachAsync(
            customers.ListDistinct(file, plan),
            new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = ct },
            async (value, token) => customers._found[value] = await Ask(host, value, token)
        );
        return customers;
    }

    public (string MemberId, RowFault? Fault) Find(string column, string customer)
    {
        if (Normalise(customer) is not { } value)
            return (
                "",
                RowFault.Invalid(
                    $"{column} \"{customer}\" is "
                        + (_kind == CustomerKind.Phones ? "no complete telephone number" : "too long")
                )
            );
        return _found[value] switch
        {
            FoundCustomer.Member it => (it.MemberId, null),
            FoundCustomer.Several => (
                "",
                new(RowFault.SharedCustomer, $"{column} \"{customer}\" is several members' at the host")
            ),
            _ when _enrols => (NewMember(value), null),
            _ => ("", new(RowFault.UnknownCustomer, $"{column} \"{customer}\" is no member's at the host")),
        };
    }

    /// <summary>What the profile of a new member says, so that they are found by it next time.</summary>
    public EnrolBody CreateProfile(string memberId) =>
        _new.GetValueOrDefault(memberId) switch
        {
            { Kind: LookupKind.Phone, Text: var phone } => new() { Phone = phone },
            { Kind: LookupKind.Email, Text: var email } => new() { Email = email },
            { Kind: LookupKind.ExternalId, Text: var id } => new() { ExternalId = id },
            _ => new(),
        };

    private string NewMember(LookupValue value)
    {
        var memberId = $"m-{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(NewIdBytes))}";
        _new[memberId] = value;
        _found[value] = new FoundCustomer.Member(memberId);
        return memberId;
    }

    private IEnumerable<LookupValue> ListDistinct(InputFile file, ImportPlan plan)
    {
        var seen = new HashSet<LookupValue>();
        using var table = Table.Open(file, plan.Form);
        foreach (var row in table.Rows())
            if (row.HasAllFields && Normalise(CustomerReader.TextOf(row, plan)) is { } value && seen.Add(value))
                yield return seen.Count <= CustomersMax
                    ? value
                    : throw new CommandException($"The file has more than {CustomersMax:N0} customers: split it.");
    }

    private LookupValue? Normalise(string customer)
    {
        var value = _kind switch
        {
            CustomerKind.Phones => LookupValue.FromPhone(FullWidth.ToAscii(customer)),
            CustomerKind.Emails => LookupValue.FromEmail(FullWidth.ToAscii(customer)),
            CustomerKind.Numbers or CustomerKind.MemberIds => LookupValue.FromExternalId(customer),
        };
        return value is { Text.Length: <= TextLengthMax } ? value : null;
    }

    private const int TextLengthMax = 128;

    private static async Task<FoundCustomer> Ask(HostClient host, LookupValue value, CancellationToken ct)
    {
        var answer = await host.Ask(api =>
            value.Kind switch
            {
                LookupKind.Phone => api.FindMembersAsync(phone: value.Text, cancellationToken: ct),
                LookupKind.Email => api.FindMembersAsync(email: value.Text, cancellationToken: ct),
                LookupKind.ExternalId => api.FindMembersAsync(externalId: value.Text, cancellationToken: ct),
            }
        );
        if (answer.Refusal is { } refusal)
            return refusal.Status == (int)HttpStatusCode.BadRequest
                ? new FoundCustomer.Nobody()
                : throw new CommandException(
                    $"The host does not let this caller find members ({refusal.Code}): use a token of the role "
                        + $"operator or support, or name the file that says which member each is with "
                        + $"{MemberList.Option}."
                );
        var found = answer.Accepted!.Result;
        return found.Items.ToArray() switch
        {
            // A verified address is one member's, even if others have it, too. They come after.
            [var owner, ..] when IsVerified(owner, value.Kind) => new FoundCustomer.Member(owner.MemberId),
            [var only] when found.More != true => new FoundCustomer.Member(only.MemberId),
            [] when found.More != true => new FoundCustomer.Nobody(),
            _ => new FoundCustomer.Several(),
        };
    }

    private static bool IsVerified(Client.Member member, LookupKind kind) =>
        kind switch
        {
            LookupKind.Phone => member.PhoneVerified is not null,
            LookupKind.Email => member.EmailVerified is not null,
            LookupKind.ExternalId => false,
        };

    private abstract record FoundCustomer
    {
        public sealed record Member(string MemberId) : FoundCustomer;

        public sealed record Several : FoundCustomer;

        public sealed record Nobody : FoundCustomer;
    }
}
