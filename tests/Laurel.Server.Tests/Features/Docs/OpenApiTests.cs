using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Laurel.Server.Tests.Features.Docs;

public sealed class OpenApiTests(RunningServer server)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_api_is_described_as_it_was_agreed()
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        var document = JsonNode.Parse(await http.GetStringAsync("/openapi/v1.json"))!;
        document["openapi"]!.GetValue<string>().ShouldStartWith("3.1");
        (document.ToJsonString(Readable) + "\n").ReplaceLineEndings("\n").ShouldBeApproved("Features/Docs/openapi.v1.json");
    }
}
