using System.Text.Json;

namespace Points.Functions.Exporting;

/// <summary>Everything that is kept of a member. <c>docs/privacy.md</c> lists the fields of the items.</summary>
/// <param name="Profile">The profile with consents, pets, groups, and how the member can be found.</param>
/// <param name="Programmes">What is kept for each programme in which the member is.</param>
/// <param name="Refunds">The refunds that were counted.</param>
/// <param name="SpendCodes">Until when the newest spend code is or was valid, and for what.</param>
/// <param name="Notices">Notices to the member, and how they were delivered.</param>
/// <param name="Complaints">The member's complaints and the answers.</param>
/// <param name="MessagesOfMerchants">What merchants sent about the member through the queue, and the answers.</param>
/// <param name="WaitingRefunds">Refunds that wait for their purchases.</param>
/// <param name="WithheldCompensation">Compensation that a limit kept from the member.</param>
/// <param name="Acts">What was done about the member without a ledger entry, such as a freezing.</param>
/// <param name="Approvals">What staff asked for about the member, and how others decided.</param>
/// <param name="JournalOfStaff">What the auditors' journal says of what staff did about the member.</param>
/// <param name="SetAside">Documents about the member that could not be processed further.</param>
/// <param name="NotIncluded">What else is kept, and why the export does not repeat it.</param>
/// <param name="Complete">Always true, and last: without it, the export was cut.</param>
internal sealed record MemberExportView(
    string MemberId,
    DateTimeOffset ExportedAt,
    IReadOnlyDictionary<string, JsonElement> Profile,
    IReadOnlyList<ExportedProgrammeView> Programmes,
    IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> Refunds,
    IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> SpendCodes,
    IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> Notices,
    IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> Complaints,
    IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> MessagesOfMerchants,
    IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> WaitingRefunds,
    IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> WithheldCompensation,
    IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> Acts,
    IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> Approvals,
    IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> JournalOfStaff,
    IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> SetAside,
    IReadOnlyList<NotIncludedView> NotIncluded,
    bool Complete
);

/// <summary>What is kept of a member for one programme.</summary>
/// <param name="Wallet">The wallet: points, holds, debts, limits used, tiers; missing if there is none.</param>
/// <param name="Entries">The ledger, oldest entry first.</param>
/// <param name="Orders">The orders that earned points, and what was refunded of them.</param>
/// <param name="EarlyRefunds">Refunds that came before their purchases.</param>
/// <param name="Actions">The actions that counted.</param>
/// <param name="References">References of operators that counted.</param>
/// <param name="Redemptions">Redeemed and held rewards, and vouchers.</param>
/// <param name="Transfers">Transfers of points to members of the family.</param>
internal sealed record ExportedProgrammeView(
    string ProgrammeId,
    IReadOnlyDictionary<string, JsonElement>? Wallet,
    IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> Entries,
    IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> Orders,
    IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> EarlyRefunds,
    IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> Actions,
    IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> References,
    IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> Redemptions,
    IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> Transfers
);

/// <param name="Kind">The kind of document.</param>
/// <param name="Why">The end of a sentence that begins with "it".</param>
internal sealed record NotIncludedView(string Kind, string Why);
