using System.Collections.Immutable;
using Points.Domain.Programmes;

namespace Points.Domain.Revising;

/// <summary>Shows an operator, before a date is fixed, how many members the channels cannot reach.</summary>
/// <param name="Members">The members that were looked at.</param>
/// <param name="AreAllMembers">
/// Whether these are all members of the programme. If not, they are a sample of
/// <see cref="AddressSample.MembersMax"/>.
/// </param>
public sealed record AddressCounts(int Members, bool AreAllMembers, ImmutableArray<ChannelAddresses> Channels)
{
    public static readonly AddressCounts None = new(0, AreAllMembers: true, []);
}

/// <param name="Without">
/// How many of the members have no address; null if the addresses are kept elsewhere, as those for push are by its
/// gateway.
/// </param>
public sealed record ChannelAddresses(NoticeChannel Channel, int? Without);

/// <summary>Some members of a programme, or all if they are few.</summary>
public sealed record AddressSample(int Members, bool AreAllMembers, int WithoutPhone)
{
    /// <summary>A programme may have a hundred million members. So many tell the share to a few percent.</summary>
    public const int MembersMax = 500;
}
