using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Strategies.Cell.Regions;
using Strategies.Cli.Tests.Support;
using Strategies.Edge.Tests.Support;

namespace Strategies.Cli.Tests;

/// <summary>Two cells with one port in their files: what is meant for the one that is down never reaches the other.</summary>
public sealed class ForeignEdgeTests : IDisposable
{
    private readonly TestCell _running = new();
    private readonly TestCell _down;
    private readonly FakeCore _core;
    private readonly EdgeChild _edge;

    public ForeignEdgeTests()
    {
        _down = new TestCell(_running.Port);
        _core = new FakeCore(_running, _running.Add(TestCell.Ladder));
        _edge = EdgeChild.Start(_running);
    }

    public void Dispose()
    {
        _edge.Dispose();
        _core.Dispose();
        _down.Dispose();
        _running.Dispose();
    }

    private StratResult Ask(string token, params string[] words) =>
        Strat.Run([.. words, "--cell", _down.ConfigFile, "--token", token, "--json"]);

    [Theory]
    [InlineData("stop --slot ladder --reason x")]
    [InlineData("limits set --scope firm --name maxPosition --value 1 --reason x")]
    [InlineData("kill --scope strategy:ladder --reason x")]
    [InlineData("day end --reason x")]
    [InlineData("limits show")]
    public void A_command_for_a_cell_that_is_down_is_not_obeyed_by_the_one_that_has_its_port(string command)
    {
        // A token that the other edge would take: only whose edge it is can keep the command from it.
        StratResult refused = Ask(_running.TokenOf("admin"), command.Split(' '))
            .RequireRefused($"the one of cell {_running.Setup.Cell} in {_running.Folder} has the port", "edge.port");
        Assert.StartsWith($"cell {_down.Setup.Cell}", refused.Json.GetProperty("error").GetString());
        Assert.Equal(0ul, _core.LastCommand);
    }

    [Fact]
    public void A_token_that_the_other_does_not_know_is_told_its_number_and_not_its_folder()
    {
        StratResult refused = Ask("nobodys", "limits", "show").RequireRefused($"the one of cell {_running.Setup.Cell} in a folder that");
        Assert.DoesNotContain(_running.Folder, refused.Error + refused.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kill_of_the_firm_raises_the_flag_of_the_cell_that_is_meant()
    {
        using CellFlags flags = CellFlags.Create(_down.Regions.Flags);
        StratResult killed = Ask(_running.TokenOf("admin"), "kill", "--reason", "now").Require(StratResult.Success);
        Assert.Contains($"cell {_running.Setup.Cell}", killed.Error, StringComparison.Ordinal);
        Assert.Equal((true, false), (flags.IsKilled, _core.Flags!.IsKilled));
        Assert.Equal(0ul, _core.LastCommand);
    }

    [Fact]
    public void Its_status_shows_nothing_of_the_other_and_names_it()
    {
        JsonElement status = Ask(_running.TokenOf("admin"), "status").Require(StratResult.Success).Json;
        Assert.Contains($"cell {_running.Setup.Cell}", status.GetProperty("edgeProblem").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, status.GetProperty("slots").ValueKind);
    }

    [Fact]
    public void The_cell_whose_edge_it_is_is_obeyed() => Strat.Run(
        "stop", "--slot", "ladder", "--reason", "x", "--cell", _running.ConfigFile).Require(StratResult.Success);

    [Fact]
    public void Another_program_on_the_port_is_told_from_an_edge()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        using TestCell cell = new(((IPEndPoint)other.LocalEndpoint).Port);
        Thread answer = new(() =>
        {
            using TcpClient client = other.AcceptTcpClient();
            using NetworkStream stream = client.GetStream();
            stream.ReadExactly(new byte["GET".Length]);
            stream.Write(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"));
            stream.CopyTo(Stream.Null);
        });
        answer.Start();
        Strat.Run("stop", "--slot", "ladder", "--reason", "x", "--cell", cell.ConfigFile, "--json")
            .RequireRefused("what does has no cell's name", "another program listens on that port");
        answer.Join();
    }
}
