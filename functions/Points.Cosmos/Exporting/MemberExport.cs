using System.Text.Json.Nodes;
using Points.Domain;

namespace Points.Cosmos.Exporting;

/// <summary>
/// Everything that is kept of a person. The lists are read from the store while they are written out, page by page, so
/// that a long history needs no more memory than a short one.
/// </summary>
/// <param name="LedgerKey">The key of the member's ledgers.</param>
/// <param name="Profile">The profile, with consents and how the member can be found.</param>
/// <param name="Programmes">What is kept for each programme in which the member has a wallet.</param>
/// <param name="Lists">What belongs to no programme, or to several.</param>
/// <param name="NotIncluded">What else is kept, and why the export does not repeat it.</param>
public sealed record MemberExport(
    string MemberId,
    string LedgerKey,
    JsonObject Profile,
    IReadOnlyList<ExportedProgramme> Programmes,
    IReadOnlyList<ExportList> Lists,
    IReadOnlyList<NotIncludedKind> NotIncluded
);

/// <param name="Wallet">Null if there is none although the profile names the programme.</param>
public sealed record ExportedProgramme(string ProgrammeId, JsonObject? Wallet, IReadOnlyList<ExportList> Lists);

/// <summary>Documents of one kind.</summary>
/// <param name="Name">The name of the list in the export.</param>
/// <param name="Read">
/// Reads the items. Throws <see cref="StoreBusyException"/> or
/// <see cref="StoreUnavailableException"/>, possibly after some.
/// </param>
public sealed record ExportList(string Name, Func<CancellationToken, IAsyncEnumerable<JsonObject>> Read);

/// <param name="Kind">The kind of document.</param>
/// <param name="Why">The end of a sentence that begins with "it".</param>
public sealed record NotIncludedKind(string Kind, BilingualName Why);
