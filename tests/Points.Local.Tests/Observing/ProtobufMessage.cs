using Google.Protobuf;

namespace Points.Local.Tests.Observing;

/// <summary>Reads the fields of a protobuf message by their numbers, without generated classes.</summary>
internal sealed class ProtobufMessage
{
    private readonly ILookup<int, object> _fields;

    public ProtobufMessage(ByteString message)
    {
        var (fields, input) = (new List<(int Number, object Value)>(), message.CreateCodedInput());
        while (input.ReadTag() is not 0 and var tag)
            fields.Add((WireFormat.GetTagFieldNumber(tag), Value(input, WireFormat.GetTagWireType(tag))));
        _fields = fields.ToLookup(it => it.Number, it => it.Value);
    }

    public IEnumerable<ProtobufMessage> Messages(int number) =>
        _fields[number].Select(it => new ProtobufMessage((ByteString)it));

    public ProtobufMessage? Message(int number) => Messages(number).FirstOrDefault();

    public string Text(int number) => (_fields[number].FirstOrDefault() as ByteString)?.ToStringUtf8() ?? "";

    public string Hex(int number) =>
        _fields[number].FirstOrDefault() is ByteString bytes ? Convert.ToHexStringLower(bytes.Span) : "";

    /// <summary>A number field; 0 if it is missing, as in protobuf.</summary>
    public ulong Number(int number) => _fields[number].FirstOrDefault() is ulong value ? value : 0;

    public double? Double(int number) =>
        _fields[number].FirstOrDefault() is ulong value ? BitConverter.UInt64BitsToDouble(value) : null;

    public bool Has(int number) => _fields.Contains(number);

    /// <summary>OTLP attributes as text by name, whatever the type of the value.</summary>
    public Dictionary<string, string> Attributes(int number) =>
        Messages(number)
            .ToDictionary(
                it => it.Text(1),
                it => it.Message(2) is { } value ? ValueOf(value) : "",
                StringComparer.Ordinal
            );

    private static string ValueOf(ProtobufMessage value) =>
        value.Has(1) ? value.Text(1)
        : value.Has(3) ? $"{(long)value.Number(3)}"
        : value.Has(4) ? $"{value.Double(4)}"
        : value.Has(2) ? $"{value.Number(2) != 0}"
        : "";

    private static object Value(CodedInputStream input, WireFormat.WireType type) =>
        type switch
        {
            WireFormat.WireType.Varint => input.ReadUInt64(),
            WireFormat.WireType.Fixed64 => input.ReadFixed64(),
            WireFormat.WireType.Fixed32 => (ulong)input.ReadFixed32(),
            WireFormat.WireType.LengthDelimited => input.ReadBytes(),
            _ => throw new InvalidDataException($"{type} is not used by OTLP"),
        };
}
