// Abuses: Socket, HttpClient and Dns.
// Harm: orders to a venue past the gate, commands to the edge on loopback, secrets to the outside.
// Kind: reads or writes outside.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using Strategies.Sdk;

namespace Attacks.SocketsAndHttpAttack;

public sealed class SocketsAndHttpStrategy : Attacker
{
    private readonly HttpClient _http = new();

    public override void OnBook(in BookEvent bookEvent)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect("127.0.0.1", 1);
        }
        catch (SocketException exception)
        {
            Act((int)exception.SocketErrorCode);
        }

        _ = _http.GetAsync("http://127.0.0.1:1/");
    }
}
