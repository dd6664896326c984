using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Functions.Http;

namespace Points.Functions.Members;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MemberView))]
[JsonSerializable(typeof(ListView<ConsentRecordView>))]
[JsonSerializable(typeof(FoundMembersView))]
[JsonSerializable(typeof(LookupKeyView))]
[JsonSerializable(typeof(CardCodeView))]
[JsonSerializable(typeof(ResolvedMemberView))]
[JsonSerializable(typeof(ApprovedUnfreezing))]
internal sealed partial class MembersJson : JsonSerializerContext;
