using System.Buffers.Binary;

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
}
