using Points.Domain.Programmes;
using Points.Domain.Revising;
using Points.Functions.Notifying;
using Points.Functions.OpenApi;

namespace Points.Functions.Programmes;

/// <summary>How many members the channels of the terms in force cannot reach.</summary>
/// <param name="Members">How many members were looked at.</param>
/// <param name="AllMembers">Whether these are all members of the programme; if not, they are a sample.</param>
internal sealed record AddressesView(int Members, bool AllMembers, IReadOnlyList<ChannelAddressesView> Channels)
{
    public static AddressesView From(AddressCounts it) =>
        new(
            it.Members,
            it.AreAllMembers,
            [
                .. it.Channels.Select(channel => new ChannelAddressesView(
                    EnumNames.NameOf(channel.Channel),
                    channel.Without
                )),
            ]
        );
}

/// <param name="Without">
/// How many of the members have no address; absent if the channel's gateway keeps the addresses.
/// </param>
internal sealed record ChannelAddressesView([OneOf(typeof(NoticeChannel))] string Channel, int? Without);
