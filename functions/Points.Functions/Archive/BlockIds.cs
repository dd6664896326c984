using System.Buffers.Binary;
using System.Text;

namespace Points.Functions.Archive;

/// <summary>
/// Names of a file's blocks: the same for a block however often it is sent, all of one length as the storage demands,
/// and never those of another write, since unfinished writes of one name share their blocks.
/// </summary>
internal static class BlockIds
{
    private const int WriteBytes = 16;

    public static string Of(Guid write, int index)
    {
        Span<byte> id = stackalloc byte[WriteBytes + sizeof(int)];
        write.TryWriteBytes(id);
        BinaryPrimitives.WriteInt32BigEndian(id[WriteBytes..], index);
        return Convert.ToBase64String(id);
    }

    /// <summary>The body that makes the first so many blocks the file.</summary>
    public static byte[] ListOf(Guid write, int count)
    {
        var list = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList>");
        // Latest: a list that is sent again finds its blocks in the file that it has made.
        for (var index = 0; index < count; index++) list.Append("<Latest>").Append(Of(write, index)).Append("</Latest>");
        return Encoding.UTF8.GetBytes(list.Append("</BlockList>").ToString());
    }
}
