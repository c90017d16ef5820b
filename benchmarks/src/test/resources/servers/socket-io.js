// Socket.IO 4, by WebSocket and by polling.
'use strict';
const express = require('express');
const http = require('http');
const { Server } = require('socket.io');
const { publish, newest, log, listen } = require('./state.js');

const app = express();
app.use(express.json());
const server = http.createServer(app);
const io = new Server(server, { pingInterval: 500 });

io.on('connection', (socket) =>
  socket.on('join', (room) => {
    socket.join(room);
    socket.emit('position', newest(room));
  }));

app.get('/log', (request, response) => response.json(log));

// By 202, and later, as servers do that hand updates to others.
app.post('/orders/:room/position', (request, response) => {
  const { room } = request.params;
  setTimeout(() => io.to(room).emit('position', publish(room, request.body.stamp)), 20);
  response.status(202).end();
});

listen(server);
